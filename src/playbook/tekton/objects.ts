/** The part of tekton.dev/v1 that an export is made of. */
export type TektonObject = TektonTask | TektonPipeline | TektonPipelineRun;

export interface TektonTask {
  readonly apiVersion: "tekton.dev/v1";
  readonly kind: "Task";
  readonly metadata: NamedMetadata;
  readonly spec: {
    readonly description: string;
    readonly params: readonly Parameter[];
    readonly workspaces: readonly WorkspaceDeclaration[];
    readonly results?: readonly TaskResult[];
    readonly steps: readonly ContainerStep[];
  };
}

export interface TektonPipeline {
  readonly apiVersion: "tekton.dev/v1";
  readonly kind: "Pipeline";
  readonly metadata: NamedMetadata;
  readonly spec: {
    readonly description: string;
    readonly params: readonly Parameter[];
    readonly workspaces: readonly WorkspaceDeclaration[];
    readonly tasks: readonly PipelineTask[];
    readonly finally?: readonly PipelineTask[];
  };
}

export interface TektonPipelineRun {
  readonly apiVersion: "tekton.dev/v1";
  readonly kind: "PipelineRun";
  /** A name of its own, or one that the API server makes at each creation. */
  readonly metadata: ({ readonly name: string } | { readonly generateName: string }) & {
    readonly labels: Labels;
  };
  readonly spec: {
    readonly pipelineRef: { readonly name: string };
    readonly params: readonly ParameterValue[];
    readonly workspaces: readonly WorkspaceBinding[];
    readonly timeouts: { readonly pipeline: string; readonly tasks: string; readonly finally?: string };
  };
}

export type Labels = Readonly<Record<string, string>>;

export interface NamedMetadata {
  readonly name: string;
  readonly labels: Labels;
}

export interface Parameter {
  readonly name: string;
  readonly type: "string";
  readonly description: string;
  readonly default?: string;
}

export interface ParameterValue {
  readonly name: string;
  readonly value: string;
}

export interface WorkspaceDeclaration {
  readonly name: string;
  readonly description: string;
  readonly optional?: true;
}

export interface TaskResult {
  readonly name: string;
  readonly type: "string";
  readonly description: string;
}

export interface EnvironmentVariable {
  readonly name: string;
  readonly value: string;
}

export interface ContainerStep {
  readonly name: string;
  readonly image: string;
  readonly env: readonly EnvironmentVariable[];
  readonly script: string;
}

export interface PipelineTask {
  readonly name: string;
  readonly taskRef: { readonly name: string };
  readonly runAfter?: readonly string[];
  readonly when?: readonly WhenExpression[];
  readonly params: readonly ParameterValue[];
  readonly workspaces: readonly { readonly name: string; readonly workspace: string }[];
  readonly timeout: string;
}

export interface WhenExpression {
  readonly input: string;
  readonly operator: "in" | "notin";
  readonly values: readonly string[];
}

export interface WorkspaceBinding {
  readonly name: string;
  readonly volumeClaimTemplate: {
    readonly spec: {
      readonly accessModes: readonly string[];
      readonly resources: { readonly requests: { readonly storage: string } };
    };
  };
}
