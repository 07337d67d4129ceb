dl("meta",{"version":2,"form":"e9f76326","fold":false,"categories":[["news","新闻"]],"segments":[
{"id":"day","kind":"text","from":"2024-01-18","to":"2024-01-18","count":1,"version":"a2c62d48","first":"2024-01-18","capacity":1,"shards":1,"span":32}]})
