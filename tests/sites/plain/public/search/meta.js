dl("meta",{"version":2,"form":"e9f76326","fold":false,"categories":[["news","News"]],"segments":[
{"id":"day","kind":"text","from":"2024-01-18","to":"2024-01-18","count":1,"version":"25208a80","first":"2024-01-18","capacity":1,"shards":1,"span":32}]})
