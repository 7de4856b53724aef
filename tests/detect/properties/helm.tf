resource "helm_release" "chat" {
  set {
    name  = "server.model.id"
    value = "acme-ai/chat-7b"
  }
  set {
    name  = "image.repository"
    value = "acme-ai/server"
  }
  set = [{ name = "llm.model", value = "gpt-4o" }]
}
