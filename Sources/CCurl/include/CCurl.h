#pragma once

/* libcurl is loaded when it is needed first: with all that it loads it takes a fifth of a start, and `status` and `export`
   need no network. So these functions are ours (curl.c); each finds libcurl's of its own name. */
#pragma redefine_extname curl_easy_cleanup ot_curl_easy_cleanup
#pragma redefine_extname curl_easy_getinfo ot_curl_easy_getinfo
#pragma redefine_extname curl_easy_init ot_curl_easy_init
#pragma redefine_extname curl_easy_pause ot_curl_easy_pause
#pragma redefine_extname curl_easy_setopt ot_curl_easy_setopt
#pragma redefine_extname curl_easy_strerror ot_curl_easy_strerror
#pragma redefine_extname curl_free ot_curl_free
#pragma redefine_extname curl_global_init ot_curl_global_init
#pragma redefine_extname curl_multi_add_handle ot_curl_multi_add_handle
#pragma redefine_extname curl_multi_cleanup ot_curl_multi_cleanup
#pragma redefine_extname curl_multi_info_read ot_curl_multi_info_read
#pragma redefine_extname curl_multi_init ot_curl_multi_init
#pragma redefine_extname curl_multi_perform ot_curl_multi_perform
#pragma redefine_extname curl_multi_poll ot_curl_multi_poll
#pragma redefine_extname curl_multi_remove_handle ot_curl_multi_remove_handle
#pragma redefine_extname curl_multi_wakeup ot_curl_multi_wakeup
#pragma redefine_extname curl_slist_append ot_curl_slist_append
#pragma redefine_extname curl_slist_free_all ot_curl_slist_free_all
#pragma redefine_extname curl_url ot_curl_url
#pragma redefine_extname curl_url_cleanup ot_curl_url_cleanup
#pragma redefine_extname curl_url_get ot_curl_url_get
#pragma redefine_extname curl_url_set ot_curl_url_set
#pragma redefine_extname curl_url_strerror ot_curl_url_strerror

#include <curl/curl.h>

/* curl_easy_setopt and curl_easy_getinfo are variadic, which Swift cannot call: one wrapper per type of value.
   The name says the type; libcurl documents which type an option takes. */

static inline CURLcode ot_setopt_long(CURL *handle, CURLoption option, long value) {
  return curl_easy_setopt(handle, option, value);
}

/* libcurl copies the string. */
static inline CURLcode ot_setopt_string(CURL *handle, CURLoption option, const char *value) {
  return curl_easy_setopt(handle, option, value);
}

/* Callback data, buffers and lists: libcurl keeps the pointer. */
static inline CURLcode ot_setopt_pointer(CURL *handle, CURLoption option, void *value) {
  return curl_easy_setopt(handle, option, value);
}

/* libcurl copies the bytes. */
static inline CURLcode ot_setopt_bytes(CURL *handle, CURLoption option, const void *bytes, size_t count) {
  struct curl_blob blob = {(void *)bytes, count, CURL_BLOB_COPY};
  return curl_easy_setopt(handle, option, &blob);
}

/* CURLOPT_WRITEFUNCTION and CURLOPT_HEADERFUNCTION. */
static inline CURLcode ot_setopt_receiver(CURL *handle, CURLoption option, curl_write_callback value) {
  return curl_easy_setopt(handle, option, value);
}

static inline CURLcode ot_setopt_opener(CURL *handle, curl_opensocket_callback value) {
  return curl_easy_setopt(handle, CURLOPT_OPENSOCKETFUNCTION, value);
}

static inline CURLcode ot_getinfo_long(CURL *handle, CURLINFO info, long *value) {
  return curl_easy_getinfo(handle, info, value);
}

/* The string belongs to libcurl and lives as long as the handle. */
static inline CURLcode ot_getinfo_string(CURL *handle, CURLINFO info, const char **value) {
  return curl_easy_getinfo(handle, info, value);
}

/* CURLINFO_PRIVATE: what was set with CURLOPT_PRIVATE. */
static inline CURLcode ot_getinfo_private(CURL *handle, void **value) {
  return curl_easy_getinfo(handle, CURLINFO_PRIVATE, value);
}
