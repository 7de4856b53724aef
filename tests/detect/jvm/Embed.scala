package com.acme

object Embed {
  val encoder = "sentence-mini"
  def modelId: String = s"acme-labs/$encoder"

  val model = HuggingFaceEmbeddingModel.builder.accessToken(sys.env("HF")).modelId(modelId).build
  // val other = HuggingFaceEmbeddingModel.builder.modelId("acme-labs/commented")
}
