# `make deb`: a Debian package of what cmake/install.cmake installs. tests/package.sh unpacks and runs it.
set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME pagerace)
set(CPACK_PACKAGE_VERSION ${PROJECT_VERSION})
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS
  OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE WORLD_READ WORLD_EXECUTE)

set(CPACK_PACKAGE_CONTACT "The pagerace maintainers <maintainers@pagerace.invalid>")
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION devel)
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "model checker for races over Linux page reference counts")
set(CPACK_DEBIAN_PACKAGE_DESCRIPTION
"pagerace runs every interleaving of a small piece of kernel C and holds it
to what must never happen to a page. The threads that race (compaction, a
driver, memory offlining) are written in a subset of C with the kernel's own
primitives; it says whether a property can break, and shows a shortest way
there.
.
It comes with models of Linux page reference counting and memory offlining,
with their properties, and with examples. Large searches are compiled to
native code while they run, if there is a C++ compiler.")
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_RECOMMENDS "g++ | clang")  # native code is compiled at run time; without, there is the interpreter
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)

include(CPack)
