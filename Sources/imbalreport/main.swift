print("imbalreport")
