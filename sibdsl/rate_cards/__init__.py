"""Rate cards: the tables of prices that councils keep in Word and Excel, read into sentences."""
