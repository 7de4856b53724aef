class Gateways {
    EmbeddingModel embeddings() {
        // Served by another host than its maker's, whose terms are its own.
        return GitHubModelsEmbeddingModel.builder().modelName(TEXT_EMBEDDING_3_LARGE).build();
    }

    ChatModel fast() {
        return OpenAiChatModel.builder().baseUrl("https://api.example.net/v1").modelName("some-llama-7b").build();
    }

    ChatModel routed() {
        return OpenAiChatModel.builder()
                .baseUrl("https://openrouter.ai/api/v1")
                .modelName("acme-labs/chat-7b")
                .build();
    }
}
