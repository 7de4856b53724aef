package com.acme;

import dev.langchain4j.model.openai.OpenAiChatModel;
import static dev.langchain4j.model.openai.OpenAiChatModelName.GPT_4_O_MINI;

/** Not used: OpenAiChatModel.builder().modelName("gpt-3.5-turbo") */
class Assistants {

    private static final String OLLAMA_URL = "http://localhost:11434";
    static final String LOCAL = "qwen2.5:7b";
    private static final String SCORER = "acme-labs/scorer";
    // static final String LOCAL = "gemma2:9b";

    ChatModel quick() {
        return OpenAiChatModel.builder()
                .apiKey(System.getenv("OPENAI_API_KEY"))
                .modelName(GPT_4_O_MINI)
                .build();
    }

    ChatModel local() {
        return OpenAiChatModel.builder().baseUrl(OLLAMA_URL + "/v1").modelName(LOCAL).build();
    }

    ChatModel cloud() {
        var builder = BedrockChatModel.builder().region(Region.US_EAST_1);
        return builder.modelId("anthropic.claude-3-5-sonnet-20240620-v1:0").build();
    }

    ChatModel others() {
        MistralAiChatModel.builder().modelName(MistralAiChatModelName.MISTRAL_LARGE_LATEST).build();
        AnthropicChatModel.builder().modelName(System.getenv().getOrDefault("M", "claude-3-haiku-20240307"));
        VertexAiGeminiChatModel.builder().modelName("gemini-1.5-pro").build();
        GoogleAiGeminiChatModel.builder().modelName("gemini-2.0-flash").build();
        AzureOpenAiChatModel.builder().deploymentName("gpt-4o").build();
        WatsonxChatModel.builder().modelName("ibm/granite-3-8b-instruct").build();
        HuggingFaceEmbeddingModel.builder().modelId(SCORER).build();
        OllamaChatModel.builder().modelName(MODEL_NAME).build();
        return null;
    }

    EmbeddingModel embeddings() {
        return new BgeSmallEnV15EmbeddingModel();
    }

    Criteria<String, float[]> criteria() {
        return Criteria.builder()
                .optModelUrls("djl://ai.djl.huggingface.pytorch/acme-labs/sentence-mini")
                .optModelName("traced_model")
                .build();
    }

    void tokens() {
        HuggingFaceTokenizer tokenizer = HuggingFaceTokenizer.newInstance("acme-labs/tokens");
        System.out.println("modelName: gpt-4-turbo");
        assertThat(request).isEqualTo(Request.builder().model("gpt-4-turbo").build());
    }
}
