import { post } from "./playbook/post.ts";

await post(process.env, (text) => process.stdout.write(text));
