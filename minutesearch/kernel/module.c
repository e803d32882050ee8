/* The module `minutesearch.kernel._compiled`: what Python may call of the kernel. */
#include "kernel.h"

/* Raised with every change of what a function takes or does; `minutesearch.kernel` refuses any other. */
#define VERSION 21

static PyMethodDef FUNCTIONS[] = {
    {"make_layout", make_layout, METH_VARARGS, NULL},
    {"make_hits", make_hits, METH_VARARGS, NULL},
    {"make_scores", make_scores, METH_VARARGS, NULL},
    {"make_positions", make_positions, METH_VARARGS, NULL},
    {"decode_passages", decode_passages, METH_VARARGS, NULL},
    {"unpack_numbers", unpack_numbers, METH_VARARGS, NULL},
    {"count_before", count_before, METH_VARARGS, NULL},
    {"select_forms", select_forms, METH_VARARGS, NULL},
    {"join_chunks", join_chunks, METH_VARARGS, NULL},
    {"find_text", find_text, METH_VARARGS, NULL},
    {"make_dictionary", make_dictionary, METH_VARARGS, NULL},
    {"has_term", has_term, METH_VARARGS, NULL},
    {"find_term", find_term, METH_VARARGS, NULL},
    {"read_term", read_term, METH_VARARGS, NULL},
    {"find_other_forms", find_other_forms, METH_VARARGS, NULL},
    {"score_meetings", score_meetings, METH_VARARGS, NULL},
    {"count_values", count_values, METH_VARARGS, NULL},
    {"join_sets", join_sets, METH_VARARGS, NULL},
    {"score_passages", score_passages, METH_VARARGS, NULL},
    {"rank", rank_request, METH_VARARGS, NULL},
    {"score_neighbours", score_neighbours, METH_VARARGS, NULL},
    {"cut_chunks", cut_chunks, METH_VARARGS, NULL},
    {"number_chunks", number_chunks, METH_VARARGS, NULL},
    {"number_words", number_words, METH_VARARGS, NULL},
    {"sort_keys", sort_keys, METH_VARARGS, NULL},
    {"digest_texts", digest_texts, METH_VARARGS, NULL},
    {"stem_forms", stem_forms, METH_VARARGS, NULL},
    {"stem_word", stem_word, METH_O, NULL},
    {"tokenise_chunks", tokenise_chunks, METH_VARARGS, NULL},
    {"join_pairs", join_pairs, METH_VARARGS, NULL},
    {"make_keys", make_keys, METH_VARARGS, NULL},
    {"list_keys", list_keys, METH_VARARGS, NULL},
    {"pack_postings", pack_postings, METH_VARARGS, NULL},
    {NULL, NULL, 0, NULL},
};

static struct PyModuleDef MODULE = {
    PyModuleDef_HEAD_INIT, .m_name = "_compiled", .m_size = 0, .m_methods = FUNCTIONS,
};

PyMODINIT_FUNC PyInit__compiled(void) {
    PyObject *module = PyModule_Create(&MODULE);
    if (module && (PyModule_AddIntConstant(module, "VERSION", VERSION) ||
                   PyModule_AddIntConstant(module, "MOST_SEGMENTS", MOST_SEGMENTS) ||
                   PyModule_AddIntConstant(module, "MOST_DICTIONARIES", MOST_DICTIONARIES) ||
                   PyModule_AddIntConstant(module, "MOST_CONCEPTS", MOST_CONCEPTS))) {
        Py_DECREF(module);
        return NULL;
    }
    return module;
}
