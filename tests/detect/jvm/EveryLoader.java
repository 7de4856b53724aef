// A call for each loader; organizations have the names of providers, so that no key tells enough.
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import com.google.genai.Client;

class EveryLoader {
    void load() {
        Criteria.builder().optTokenizerName("groq/tiny-1").build();
        Criteria.builder().optModelUrl("djl://ai.djl.huggingface.pytorch/groq/tiny-2").build();
        Criteria.builder().optModelUrls("djl://ai.djl.huggingface.pytorch/groq/tiny-3").build();
        SafeTensorSupport.maybeDownloadModel("./models", "groq/tiny-4");
        HuggingFaceTokenizer.newInstance("groq/tiny-5");
        ollama.pullModel("tiny6");
        new GenerativeModel("tiny-7", key);
        Client client = new Client();
        client.models.generateContent("tiny-8", "hello", null);
    }
}
