"""Files that go out whole and the same each time: workbooks, bags, and how they are put down."""
