/* memory.h - what the library does when memory runs out. */
#ifndef INDIKATOR_MEMORY_H
#define INDIKATOR_MEMORY_H

/* HANDLER is called when memory runs out and must not return; the default is abort(). */
void ind_set_out_of_memory(void (*handler)(void));

#endif
