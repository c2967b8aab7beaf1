//! ctest
