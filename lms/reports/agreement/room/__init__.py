"""What an auditor is shown of one agreement: six answers, a sample, dossiers."""
