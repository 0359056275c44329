"""Many letters of one template in one turn of LibreOffice, each a whole PDF of its own."""
