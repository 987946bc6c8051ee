"""The same answer under other luck, links and minds: the flagship comparison in worlds that differ in what nobody has measured."""
