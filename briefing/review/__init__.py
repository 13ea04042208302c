"""What was made, looked at: proofs, differences between editions, who printed what, errata, and whether the gates hold."""
