dl("meta",{"version":2,"form":"e9f76326","fold":false,"categories":[["commentary","评论"],["bulletins","公报"],["scitech","科技"],["community","社区"]],"segments":[
{"id":"day","kind":"text","from":"2024-01-18","to":"2024-01-18","count":3,"version":"686dd33e","first":"2024-01-18","capacity":3,"shards":1,"span":32},
{"id":"2024-01","kind":"index","from":"2024-01-01","to":"2024-01-17","count":2,"version":"4d7256c4","first":"2024-01-01","capacity":1,"shards":1,"span":32},
{"id":"2023","kind":"index","from":"2023-01-01","to":"2023-12-31","count":1,"version":"e3b2641b","first":"2023-01-01","capacity":1,"shards":1,"span":64}]})
