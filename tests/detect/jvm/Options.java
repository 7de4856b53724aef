// Constants of a library, and a table that is called like a model.
import java.util.Map;
import org.springframework.ai.ollama.api.OllamaChatOptions;
import org.springframework.ai.ollama.api.OllamaModel;

class Options {
    OllamaChatOptions options() {
        Map<String, Object> model = Map.of("country", country, "format", "json");
        return OllamaChatOptions.builder()
            .model(OllamaModel.LLAMA3_2.getName())
            .build();
    }

    EmbeddingOptions embedding() {
        return OllamaEmbeddingOptions.builder().model(OllamaModel.NOMIC_EMBED_TEXT).build();
    }
}
