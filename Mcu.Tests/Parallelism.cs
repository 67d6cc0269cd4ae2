// Tests that are marked as parallel wait for sound and pictures most of the time: three at once leave two cores some room.
[assembly: LevelOfParallelism(3)]
