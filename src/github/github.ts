import { type CheckRuns, checkRuns } from "./check-runs.ts";
import { type Comments, comments } from "./comments.ts";
import type { Connection } from "./connection.ts";
import { type Permissions, permissions } from "./permissions.ts";
import { type PullRequests, pullRequests } from "./pull-requests.ts";
import { type Reactions, reactions } from "./reactions.ts";
import { type RepositoryReader, repositoryReader } from "./repository-reader.ts";
import { type Suggestions, suggestions } from "./suggestions.ts";
import { type WorkflowResults, workflowResults } from "./workflow-results.ts";
import { type Workflows, workflows } from "./workflows.ts";

/** Everything Kubehop does with one repository on GitHub; whoever needs less asks for the smaller port. */
export interface GitHub
  extends RepositoryReader,
    CheckRuns,
    Comments,
    Reactions,
    Permissions,
    PullRequests,
    Suggestions,
    Workflows,
    WorkflowResults {}

/** The ports of one repository over one connection. Nothing is called before something is asked. */
export function connectGitHub(connection: Connection): GitHub {
  return {
    ...repositoryReader(connection),
    ...checkRuns(connection),
    ...comments(connection),
    ...reactions(connection),
    ...permissions(connection),
    ...pullRequests(connection),
    ...suggestions(connection),
    ...workflows(connection),
    ...workflowResults(connection),
  };
}
