import './thread-pool';

// Packages that are loaded with an import statement would be there first, and some start the pool at once.
void import('./serve');
