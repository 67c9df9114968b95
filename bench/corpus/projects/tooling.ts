import { type CorpusFile, plainFile } from "../corpus-file.ts";
import { jsonFile } from "../json-file.ts";
import { embeddedManifest, settings } from "../objects/configuration.ts";
import type { Project } from "../project.ts";
import type { Random } from "../random.ts";
import { fieldName, sentence } from "../words.ts";

/** YAML and JSON that have nothing to do with Kubernetes, and prose that quotes old manifests. */
export function tooling({ random, name }: Project): readonly CorpusFile[] {
  return [
    plainFile(".github/workflows/build.yml", workflow(random)),
    plainFile("docker-compose.yaml", compose(random)),
    plainFile("ansible/site.yml", playbook(random)),
    plainFile("api/openapi.yaml", openApi(random, random.skewed(3, 160))),
    plainFile("config/defaults.yaml", settings(random, random.skewed(10, 400))),
    jsonFile("package.json", {
      name,
      version: "1.0.0",
      scripts: { build: "tsc" },
      dependencies: { yaml: "2.9.1" },
    }),
    jsonFile("renovate.json", {
      extends: ["config:recommended"],
      kubernetes: { managerFilePatterns: ["/k8s/"] },
    }),
    plainFile(
      "README.md",
      `# ${name}\n\n${sentence(random, 60)}\n\n\`\`\`yaml\n${embeddedManifest(random)}\`\`\`\n`,
    ),
  ];
}

function workflow(random: Random): string {
  const steps = random.times(
    random.between(3, 14),
    () => `      - name: ${sentence(random, 4)}\n        run: make ${fieldName(random)}\n`,
  );
  const script = embeddedManifest(random)
    .trimEnd()
    .split("\n")
    .map((line) => `          ${line}\n`);
  const apply = `      - run: |\n          cat <<'EOF' | kubectl apply -f -\n${script.join("")}          EOF\n`;
  return `name: build\non:\n  push: { branches: [main] }\njobs:\n  build:\n    runs-on: ubuntu-24.04\n    steps:\n${steps.join("")}${apply}`;
}

function compose(random: Random): string {
  const services = random.times(random.between(2, 8), (number) => {
    const variables = random.times(
      random.between(2, 9),
      (index) => `      V${index}_${fieldName(random)}: ${random.between(1, 99)}\n`,
    );
    return `  service${number}:\n    image: registry.example.com/service:${number}\n    environment:\n${variables.join("")}`;
  });
  return `services:\n${services.join("")}`;
}

function playbook(random: Random): string {
  const tasks = random.times(
    random.between(4, 30),
    (number) =>
      `    - name: Step ${number} ${sentence(random, 4)}\n      ansible.builtin.template:\n        src: ${fieldName(random)}.j2\n        dest: /etc/app/${fieldName(random)}\n`,
  );
  return `- hosts: all\n  become: true\n  tasks:\n${tasks.join("")}`;
}

function openApi(random: Random, paths: number): string {
  const operations = random.times(
    paths,
    (number) =>
      `  /v1/${fieldName(random)}/${number}:\n    get:\n      summary: ${sentence(random, 6)}\n      description: ${sentence(random, 24)}\n      responses:\n        "200": { description: fine }\n        "404": { description: none }\n`,
  );
  return `openapi: 3.1.0\ninfo: { title: ${fieldName(random)}, version: 1.0.0 }\npaths:\n${operations.join("")}`;
}
