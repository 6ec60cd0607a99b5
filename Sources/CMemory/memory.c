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

static int unmap(struct dl_phdr_info *object, size_t size, void *unused) {
  (void)size;
  (void)unused;
  if (has_changed_code(object)) return 0;
  const uintptr_t page = (uintptr_t)sysconf(_SC_PAGESIZE);
  for (ElfW(Half) index = 0; index < object->dlpi_phnum; index++) {
    const ElfW(Phdr) *segment = &object->dlpi_phdr[index];
    if (segment->p_type != PT_LOAD || segment->p_flags & PF_W) continue;
    /* Whole pages of the file: those at the edges stay. */
    const uintptr_t start = (object->dlpi_addr + segment->p_vaddr + page - 1) / page * page;
    const uintptr_t end = (object->dlpi_addr + segment->p_vaddr + segment->p_filesz) / page * page;
    /* Private mappings of files: what is dropped is read again. Where it cannot be dropped, it stays. */
    if (end > start) (void)madvise((void *)start, end - start, MADV_DONTNEED);
  }
  return 0;
}

void memory_unmap_code(void) { dl_iterate_phdr(unmap, NULL); }
