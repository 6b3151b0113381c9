-- How many there are of each thing.
SELECT name, number FROM figures
