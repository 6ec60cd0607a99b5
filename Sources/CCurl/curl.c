#include "CCurl.h"

#include <dlfcn.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdatomic.h>

static void *library;

static void load(void) { library = dlopen("libcurl.so.4", RTLD_LAZY | RTLD_LOCAL); }

/* A function of libcurl's; NULL without it. */
static void *find(const char *name) {
  static pthread_once_t once = PTHREAD_ONCE_INIT;
  pthread_once(&once, load);
  return library ? dlsym(library, name) : NULL;
}

/* A function that calls libcurl's of the same name, and returns `otherwise` where there is no libcurl. */
#define FORWARD(result, name, parameters, arguments, otherwise) \
  result(name) parameters { \
    static result(*_Atomic function) parameters; \
    result(*found) parameters = function; \
    if (!found) function = found = (result(*) parameters)find(#name); \
    return found ? found arguments : otherwise; \
  }

#define FORWARD_VOID(name, parameters, arguments) \
  void(name) parameters { \
    static void(*_Atomic function) parameters; \
    void(*found) parameters = function; \
    if (!found) function = found = (void(*) parameters)find(#name); \
    if (found) found arguments; \
  }

/* What follows the last named parameter is one value, an integer or a pointer, as wide as a pointer. */
#define FORWARD_VARIADIC(name, kind) \
  CURLcode(name)(CURL * handle, kind which, ...) { \
    static CURLcode (*_Atomic function)(CURL *, kind, ...); \
    CURLcode (*found)(CURL *, kind, ...) = function; \
    if (!found) function = found = (CURLcode(*)(CURL *, kind, ...))find(#name); \
    va_list values; \
    va_start(values, which); \
    void *value = va_arg(values, void *); \
    va_end(values); \
    return found ? found(handle, which, value) : CURLE_FAILED_INIT; \
  }

static const char *const missing = "libcurl.so.4 cannot be loaded";

FORWARD(CURLcode, curl_global_init, (long flags), (flags), CURLE_FAILED_INIT)
FORWARD_VOID(curl_free, (void *memory), (memory))

FORWARD(CURL *, curl_easy_init, (void), (), NULL)
FORWARD_VOID(curl_easy_cleanup, (CURL * handle), (handle))
FORWARD(CURLcode, curl_easy_pause, (CURL * handle, int bits), (handle, bits), CURLE_FAILED_INIT)
FORWARD(const char *, curl_easy_strerror, (CURLcode code), (code), missing)
FORWARD_VARIADIC(curl_easy_setopt, CURLoption)
FORWARD_VARIADIC(curl_easy_getinfo, CURLINFO)

FORWARD(CURLM *, curl_multi_init, (void), (), NULL)
FORWARD(CURLMcode, curl_multi_cleanup, (CURLM * multi), (multi), CURLM_INTERNAL_ERROR)
FORWARD(CURLMcode, curl_multi_add_handle, (CURLM * multi, CURL *handle), (multi, handle), CURLM_INTERNAL_ERROR)
FORWARD(CURLMcode, curl_multi_remove_handle, (CURLM * multi, CURL *handle), (multi, handle), CURLM_INTERNAL_ERROR)
FORWARD(CURLMcode, curl_multi_perform, (CURLM * multi, int *running), (multi, running), CURLM_INTERNAL_ERROR)
FORWARD(
    CURLMcode, curl_multi_poll,
    (CURLM * multi, struct curl_waitfd extra[], unsigned int extraCount, int timeout, int *count),
    (multi, extra, extraCount, timeout, count), CURLM_INTERNAL_ERROR)
FORWARD(CURLMcode, curl_multi_wakeup, (CURLM * multi), (multi), CURLM_INTERNAL_ERROR)
FORWARD(CURLMsg *, curl_multi_info_read, (CURLM * multi, int *left), (multi, left), NULL)

FORWARD(struct curl_slist *, curl_slist_append, (struct curl_slist *list, const char *text), (list, text), NULL)
FORWARD_VOID(curl_slist_free_all, (struct curl_slist *list), (list))

FORWARD(CURLU *, curl_url, (void), (), NULL)
FORWARD_VOID(curl_url_cleanup, (CURLU * url), (url))
FORWARD(CURLUcode, curl_url_get, (CURLU * url, CURLUPart part, char **text, unsigned int flags),
        (url, part, text, flags), CURLUE_OUT_OF_MEMORY)
FORWARD(CURLUcode, curl_url_set, (CURLU * url, CURLUPart part, const char *text, unsigned int flags),
        (url, part, text, flags), CURLUE_OUT_OF_MEMORY)
FORWARD(const char *, curl_url_strerror, (CURLUcode code), (code), missing)
