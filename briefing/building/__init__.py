"""From a project to finished files: what is out of date, who does the work, the order of the stages, each save watched."""
