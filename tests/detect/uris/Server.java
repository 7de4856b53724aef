// String old = "hf://lighthouse-lab/comment";
class Server {
    static final String MODEL_URL = "djl://ai.djl.huggingface.pytorch/lighthouse-lab/djl-embed";
    /** See https://huggingface.co/lighthouse-lab/javadoc/resolve/main/x.bin. */
    String weights = "https://huggingface.co/lighthouse-lab/java/resolve/main/x.bin";
}
