#pragma once
// Counts what a thread allocates: linked into the tests, these definitions stand before the C library's.

// How often the calling thread has asked for memory since it began.
unsigned long fl_allocations_of_this_thread(void);
