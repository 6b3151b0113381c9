-- Stages that are done, with the fingerprint of all that decided what each gave.
SELECT name, fingerprint FROM stages
