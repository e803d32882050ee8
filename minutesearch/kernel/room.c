/* Room for what one call computes: cut from blocks, the largest of which is kept for the next call.

   A ranking takes a megabyte or two in forty pieces. The C library gives so much back to the system as soon as it is
   freed, and the system has to clear each page when it comes again: an eighth of the time of a search. */
#include "room.h"
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

struct Block {
    Block *before;
    size_t size, used;
};

/* The least size of a block, the most that is kept, and what the size of a piece is a multiple of. */
enum { LEAST = 1 << 18, KEPT = 1 << 22, ALIGNED = 64 };

/* So that the sanitizer sees where each piece ends, it has one block a piece, and none is kept. */
#ifdef __SANITIZE_ADDRESS__
enum { IS_SHARED = 0 };
#else
enum { IS_SHARED = 1 };
#endif

/* Whichever thread comes first takes it, with or without the interpreter's lock. */
static _Atomic(Block *) spare;

static size_t rounded(size_t size) { return (size + ALIGNED - 1) / ALIGNED * ALIGNED; }

/* Adds a block with so much room; false if there is none. */
static bool add_block(Room *room, size_t size) {
    Block *block = IS_SHARED && !room->last ? atomic_exchange(&spare, NULL) : NULL;
    if (!block || block->size < size) {
        size_t most = room->last ? 2 * room->last->size : LEAST;
        free(block);
        size = IS_SHARED && size < most ? most : size;
        if (!(block = malloc(rounded(sizeof *block) + size)))
            return false;
        block->size = size;
    }
    block->used = 0;
    block->before = room->last;
    room->last = block;
    return true;
}

static void *take(Room *room, int64_t count, size_t width) {
    if (count < 0 || (uint64_t)count >= (SIZE_MAX / 4) / width) {
        room->failed = true;
        return NULL;
    }
    /* One more, so that there is a piece where nothing is asked for. */
    size_t size = ((size_t)count + 1) * width;
    size = IS_SHARED ? rounded(size) : size;
    Block *last = room->last;
    if (!last || !IS_SHARED || last->size - last->used < size) {
        if (!add_block(room, size)) {
            room->failed = true;
            return NULL;
        }
        last = room->last;
    }
    uint8_t *piece = (uint8_t *)last + rounded(sizeof *last) + last->used;
    last->used += size;
    return piece;
}

void *take_room(Room *room, int64_t count, size_t width) {
    void *piece = take(room, count, width);
    return piece ? memset(piece, 0, ((size_t)count + 1) * width) : NULL;
}

void *take_raw(Room *room, int64_t count, size_t width) { return take(room, count, width); }

void free_room(Room *room) {
    bool is_kept = !IS_SHARED;
    for (Block *block = room->last, *before; block; block = before) {
        before = block->before;
        /* Each is larger than those before it. */
        if (!is_kept && block->size <= KEPT) {
            block = atomic_exchange(&spare, block);
            is_kept = true;
        }
        free(block);
    }
    *room = (Room){0};
}
