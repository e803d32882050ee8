/* Words: texts of one byte a character, and what a word or an amount is made of, as `analysis.shapes` has it. */
#ifndef MINUTESEARCH_WORDS_H
#define MINUTESEARCH_WORDS_H

#include "kernel.h"

/* What is no letter, figure or sign of ASCII: the two currency signs that are not, and any other sign. A character that
   may be part of a word, or that is several in its normal form, is none of ours. */
enum { POUND = 0x80, EURO = 0x81, SIGN = 0x82, FOREIGN = 0xFF };
/* How many characters of a word are kept, and how long a chunk may be that is cut here. */
enum { LONGEST_FORM = 100, LONGEST_CHUNK = 1024 };

/* Part of a text, or the whole of it. */
typedef struct {
    const uint8_t *text;
    int size;
} Source;

static inline bool is_digit(uint8_t each) { return each >= '0' && each <= '9'; }
static inline uint8_t lower(uint8_t each) { return each >= 'A' && each <= 'Z' ? each | 0x20 : each; }
static inline bool is_letter(uint8_t each) { return lower(each) >= 'a' && lower(each) <= 'z'; }
static inline bool is_alnum(uint8_t each) { return is_digit(each) || is_letter(each); }
static inline bool is_space(uint8_t each) { return each == ' ' || (each >= '\t' && each <= '\r'); }
static inline bool is_currency(uint8_t each) { return each == '$' || each == POUND || each == EURO; }

/* Returns a character, or 0 beyond the end, which is no part of anything. */
static inline uint8_t at_of(const Source *source, int at) { return at >= 0 && at < source->size ? source->text[at] : 0; }

/* The ends of what stands at a place, or the place itself where there is nothing of the kind. */
int skip_alnum(const Source *source, int at);
int skip_letters(const Source *source, int at);
int skip_digits(const Source *source, int at);
int skip_spaces(const Source *source, int at, int most);

/* Returns the end of the word at a place if it is one of those listed, each with a space behind it; -1 if not. */
int end_of_word(const Source *source, int at, const char *words);

/* Returns the end of "per cent" at a place; -1 if it does not stand there. */
int end_of_per_cent(const Source *source, int at);

/* Returns the end of a unit that may stand apart from its figure, `amounts.UNITS`; -1 if none stands at a place. With
   `whole` false, what may stand for "p.m." without its last dot. */
int end_of_unit(const Source *source, int at, bool whole);

/* An amount: its currency sign or 0, where its number begins and ends, and where its unit ends, which may be empty. */
typedef struct {
    uint8_t currency;
    int number, unit, end;
} Amount;

/* Reads the amount at a place, `amounts.AMOUNT`; returns whether there is one. */
bool read_amount(const Source *source, int at, Amount *amount);

#endif
