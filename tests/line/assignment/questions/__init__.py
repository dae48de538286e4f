"""What the functions are asked when checks fail, so that a known mistake can be named."""
