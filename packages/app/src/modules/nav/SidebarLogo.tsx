import {
  Link,
  sidebarConfig,
  useSidebarOpenState,
} from '@backstage/core-components';
import { makeStyles } from '@material-ui/core/styles';

const useStyles = makeStyles(theme => ({
  root: {
    height: 3 * sidebarConfig.logoHeight,
    display: 'flex',
    alignItems: 'center',
    paddingLeft: theme.spacing(2.5),
  },
  link: {
    display: 'flex',
    alignItems: 'center',
    gap: theme.spacing(1.5),
    color: theme.palette.navigation.selectedColor,
    fontSize: theme.typography.h5.fontSize,
    fontWeight: 600,
  },
}));

/** The mark of Proofline: a check whose line goes on. Beside it the name, where there is room. */
export const SidebarLogo = () => {
  const classes = useStyles();
  const { isOpen } = useSidebarOpenState();

  return (
    <div className={classes.root}>
      <Link to="/" underline="none" className={classes.link} aria-label="Home">
        <svg width={28} height={28} viewBox="0 0 28 28" aria-hidden>
          <path
            d="M2 16 H7 L11.5 22 L19 6 L22 12 H26"
            fill="none"
            stroke="#36c2a8"
            strokeWidth={3}
            strokeLinecap="round"
            strokeLinejoin="round"
          />
        </svg>
        {isOpen && <span>Proofline</span>}
      </Link>
    </div>
  );
};
