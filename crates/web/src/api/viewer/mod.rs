pub async fn page() {}
pub async fn stylesheet() {}
