"""Pages that help to decide: the job aids, and drills to practise with."""
