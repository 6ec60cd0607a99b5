#define _GNU_SOURCE
#include "CMemory.h"

#include <link.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/mman.h>
#include <unistd.h>

/* Whether the loader has written to segments that are not writable. */
static bool has_changed_code(const struct dl_phdr_info *object) {
  for (ElfW(Half) index = 0; index < object->dlpi_phnum; index++) {
    const ElfW(Phdr) *segment = &object->dlpi_phdr[index];
    if (segment->p_type != PT_DYNAMIC) continue;
    for (const ElfW(Dyn) *entry = (const ElfW(Dyn) *)(object->dlpi_addr + segment->p_vaddr);
         entry->d_tag != DT_NULL; entry++) {
      if (entry->d_tag == DT_TEXTREL || (entry->d_tag == DT_FLAGS && entry->d_un.d_val & DF_TEXTREL)) return true;
    }
  }
  return false;
}

/* More segments of one object than any has. */
enum { MOST_RANGES = 32 };

struct range {
  uintptr_t start, end;
};

/* Gathers what can be dropped of an object, at most MOST_RANGES. Returns how many ranges it is. */
static int gather(const struct dl_phdr_info *object, struct range ranges[]) {
  if (has_changed_code(object)) return 0;
  const uintptr_t page = (uintptr_t)sysconf(_SC_PAGESIZE);
  int count = 0;
  for (ElfW(Half) index = 0; index < object->dlpi_phnum && count < MOST_RANGES; index++) {
    const ElfW(Phdr) *segment = &object->dlpi_phdr[index];
    if (segment->p_type != PT_LOAD || segment->p_flags & PF_W) continue;
    /* Whole pages of the file: those at the edges stay. */
    const uintptr_t first = object->dlpi_addr + segment->p_vaddr;
    const struct range range = {(first + page - 1) / page * page, (first + segment->p_filesz) / page * page};
    if (range.end > range.start) ranges[count++] = range;
  }
  return count;
}

static int unmap(struct dl_phdr_info *object, size_t size, void *unused) {
  (void)size;
  (void)unused;
  /* All at once: the table of segments lies in one of them, and would be back with the next look at it. */
  struct range ranges[MOST_RANGES];
  const int count = gather(object, ranges);
  /* Private mappings of files: what is dropped is read again. Where it cannot be dropped, it stays. */
  for (int index = 0; index < count; index++) {
    (void)madvise((void *)ranges[index].start, ranges[index].end - ranges[index].start, MADV_DONTNEED);
  }
  return 0;
}

void memory_unmap_code(void) { dl_iterate_phdr(unmap, NULL); }
