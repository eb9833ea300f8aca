"""What is awarded: certificates, their numbers, wording and paper."""
