// Swift has no word for it.
static inline void ordertop_prefetch(const void *address) { __builtin_prefetch(address); }
