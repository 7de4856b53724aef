import static com.acme.Names.*;

class Constants {
    static final String MODEL_ID = "MODEL_ID";
    static final String MODEL_KEY = "model-key";
    public static final String QWEN_2_5 = "qwen2.5";
    public static final String VERSION_2 = "version-2";

    void build(OllamaConfig config) {
        OllamaChatModel.builder().modelName(CACHE_MODEL).build();
        OllamaChatModel.builder().modelName(config.modelName()).build();
        OllamaChatModel.builder().modelName(getModelName()).build();
        OllamaChatModel.builder().modelName(OllamaModels.LLAVA_7).build();
        OllamaChatModel.builder().modelName(OllamaModels.PHI_4.getValue()).build();
    }
}
