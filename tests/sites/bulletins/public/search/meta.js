dl("meta",{"version":2,"form":"e9f76326","fold":false,"categories":[["news","新闻"],["gongbao","公报"]],"segments":[
{"id":"day","kind":"text","from":"2024-01-15","to":"2024-01-15","count":1,"version":"33c63617","first":"2024-01-15","capacity":1,"shards":1,"span":32},
{"id":"2024-01","kind":"index","from":"2024-01-01","to":"2024-01-14","count":5,"version":"e6ce8592","first":"2024-01-01","capacity":2,"shards":1,"span":32}]})
