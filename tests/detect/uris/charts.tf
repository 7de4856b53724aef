# Stores hold charts and data as well as models.
resource "helm_release" "scaler" {
  repository = "oci://ghcr.io/acme-cloud/charts"
  dataset    = "s3://acme-data/trips/"
  base       = "gs://acme-images/base"
}
locals {
  model_uri = "oci://ghcr.io/acme-cloud/models/chat:1.0"
}
