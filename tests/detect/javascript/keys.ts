// Keys that end as those of models do, in a file that imports nobody's package.
export const graph = {
  queryModel: "openai/gpt-4o-mini",
  titleModel: settings.title || "gpt-4.1-nano",
  rerankModelName: "cohere/rerank-v3.5",
  plannerModelId: process.env.PLANNER ?? "anthropic/claude-sonnet-4-5",
  judgeModel: "acme-labs/only-looks-so",
  viewModel: "pages/home-2",
  dataModel: "customer",
};

interface Options {
  queryModel: "openai/gpt-4o" | "openai/gpt-4.1";
}
