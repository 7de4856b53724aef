public class ModelTests
{
    public void Title()
    {
        var model = new ModelDetails { License = "mit", Url = "https://example.org/model" };
        var kind = HardwareAccelerator.OLLAMA;
    }
}
