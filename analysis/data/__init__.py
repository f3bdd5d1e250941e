"""What is known of the tables themselves: what is loaded, whether it holds, what changed, what each column means."""
