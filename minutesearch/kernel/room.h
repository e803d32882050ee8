/* Room for what one call computes, freed as a whole. */
#ifndef MINUTESEARCH_ROOM_H
#define MINUTESEARCH_ROOM_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct Block Block;

/* Zeroed, it has nothing yet. Once none is left it says so, and steps do nothing. */
typedef struct {
    Block *last;
    bool failed;
} Room;

/* Returns zeroed room for so many elements, NULL if there is none. */
void *take_room(Room *room, int64_t count, size_t width);

/* The same for elements that are all written before they are read: zeros would cost as much. */
void *take_raw(Room *room, int64_t count, size_t width);

void free_room(Room *room);

#endif
