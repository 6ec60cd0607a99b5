package enum Skeleton {}
