import { describe, expect, test } from "vitest";
import { parseComment } from "../../src/chatops/grammar.ts";

const RUN = { command: "playbook-run", playbook: "shop", from: "base", inputs: {} };

describe("/playbook is understood", () => {
  test.each([
    ["/playbook", { command: "playbook" }],
    ["/playbook list", { command: "playbook" }],
    ["/Playbook LIST", { command: "playbook" }],
    ["/playbook run shop", RUN],
    ["/playbook run playbooks/shop.yaml", { ...RUN, playbook: "playbooks/shop.yaml" }],
    ["/playbook run shop path=0", { ...RUN, path: 0 }],
    ["/playbook run shop PATH=4", { ...RUN, path: 4 }],
    ["/playbook run shop from=pr", { ...RUN, from: "pull-request" }],
    ["/playbook run shop from=base", RUN],
    ["/playbook run shop chart=charts/web", { ...RUN, inputs: { chart: "charts/web" } }],
    ["/playbook run shop Chart=a chart=b", { ...RUN, inputs: { Chart: "a", chart: "b" } }],
    ['/playbook run shop note="two words"', { ...RUN, inputs: { note: "two words" } }],
    ["/playbook run shop query=a=b", { ...RUN, inputs: { query: "a=b" } }],
    ["/playbook run shop note=", { ...RUN, inputs: { note: "" } }],
    ["/playbook run shop note=$(id)", { ...RUN, inputs: { note: "$(id)" } }],
  ])("%s", (body, expected) => {
    expect(parseComment(body)).toEqual(expected);
  });
});

describe("/playbook is not understood", () => {
  test.each([
    ["/playbook run", /needs a name/],
    ["/playbook rnu shop", /Did you mean `\/playbook run`/],
    ["/playbook frobnicate", /knows no word `frobnicate`/],
    ["/playbook list shop", /does not take `shop`/],
    ["/playbook list path=0", /does not take `path`/],
    ["/playbook run shop path=5", /no path `5`/],
    ["/playbook run shop path=", /`path=` needs a value/],
    ["/playbook run shop from=fork", /cannot be `fork`/],
    ["/playbook run shop path=1 path=2", /given twice/],
    ["/playbook run shop a=1 a=2", /given twice/],
    ["/playbook run shop web", /does not take `web`/],
  ])("%s", (body, problem) => {
    const ask = parseComment(body);
    expect(ask).toMatchObject({ command: "misunderstood", meant: "playbook" });
    expect(ask?.command === "misunderstood" && ask.problem).toMatch(problem);
  });

  test.each(["/playbok list", "/playbooks"])("%s is guessed", (body) => {
    expect(parseComment(body)).toMatchObject({ remedy: "Did you mean `/playbook`?" });
  });
});

describe("cancel and retry", () => {
  test.each([
    ["/kubehop cancel", { command: "cancel", isBare: false }],
    ["/kubehop cancel shop", { command: "cancel", isBare: false, playbook: "shop" }],
    ["/kubehop RETRY", { command: "retry", isBare: false }],
    ["/cancel", { command: "cancel", isBare: true }],
    ["/retry", { command: "retry", isBare: true }],
    ["/lgtm\n/retry", { command: "retry", isBare: true }],
  ])("%s", (body, expected) => {
    expect(parseComment(body)).toEqual(expected);
  });

  test.each(["/cancel build", "/retry 3", "/cancle", "/retyr", "/retest", "/cancel cluster=prod"])(
    "%s is for another bot",
    (body) => {
      expect(parseComment(body)).toBeUndefined();
    },
  );

  test("a command of our own name goes before a word that others have too", () => {
    expect(parseComment("/cancel\n/skew-check")).toEqual({ command: "skew-check" });
  });

  test.each(["/kubehop cancel shop now", "/kubehop help me"])("%s is not understood", (body) => {
    expect(parseComment(body)).toMatchObject({ command: "misunderstood", meant: "help" });
  });
});
