import { program } from "commander";
import yargs from "yargs";

program
  .option("-m, --model <id>", "the model, such as gpt-4o", "gpt-4.1")
  .option("-n, --name <name>", "what to call it", "gpt-4.1-mini");
yargs(process.argv).option("embedding-model", { type: "string", default: "text-embedding-3-small" });
