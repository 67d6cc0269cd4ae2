// Tests that are marked as parallel wait for sound and pictures most of the time: four at once leave two cores some room.
[assembly: LevelOfParallelism(4)]
