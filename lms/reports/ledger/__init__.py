"""What the ledger proves: is it whole, does every fact say what it says, and how is one shown?"""
