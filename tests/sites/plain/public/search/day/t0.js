dl("day/t0",[[0,"2024/01/18/ferry.html","Ferry: back in service","2024-01-18","09:30",0,["Reporter Ann Lee","The ferry runs again. It had been stopped for a week.\nBoats leave every hour."]]])
